namespace SchemaSdk.Schemas.Model;

/// <summary>Says that the model of an input schema is retired, because the service has removed it.</summary>
/// <param name="Since">The date or version of the retirement, as free text.</param>
/// <param name="IsError">True if using the model is a compile error; false if it is a warning.</param>
internal sealed record Retirement(string Since, bool IsError);
