namespace SchemaSdk.Schemas.Model;

/// <summary>One known value of an enum.</summary>
/// <param name="WireValue">The value as JSON text, without quotes.</param>
/// <param name="Name">The C# name, unique within the enum.</param>
internal readonly record struct EnumMember(string WireValue, string Name);
