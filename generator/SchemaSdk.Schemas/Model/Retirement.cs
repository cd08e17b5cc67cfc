namespace SchemaSdk.Schemas.Model;

/// <summary>The mark in an input that its model is retired: the service no longer has it.</summary>
/// <param name="Since">A date or a version, as text for people.</param>
/// <param name="IsError">True if code that uses the model no longer compiles; false if it gets a warning.</param>
internal sealed record Retirement(string Since, bool IsError);
