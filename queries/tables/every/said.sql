create or replace macro {word}() as '{value}'::{type};
