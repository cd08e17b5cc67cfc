namespace SchemaSdk.Schemas.Model;

/// <summary>The mark of a model that its service no longer has, which its input carries.</summary>
/// <param name="Since">Since when, as a person is told it: a date or a version.</param>
/// <param name="IsError">True if code that uses the model no longer compiles; false if it gets a warning.</param>
internal sealed record Retirement(string Since, bool IsError);
