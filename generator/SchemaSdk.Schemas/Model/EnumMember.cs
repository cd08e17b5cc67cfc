namespace SchemaSdk.Schemas.Model;

/// <summary>One known string of an enum.</summary>
/// <param name="WireValue">As in JSON.</param>
/// <param name="Name">C# name, unique within the enum.</param>
internal readonly record struct EnumMember(string WireValue, string Name);
