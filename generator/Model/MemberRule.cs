namespace SchemaSdk.Generator.Model;

/// <summary>What one member of an object has to be.</summary>
/// <param name="WireName">Its name in JSON.</param>
/// <param name="IsRequired">Whether it has to be there.</param>
/// <param name="Rule">What its value has to be.</param>
internal sealed record MemberRule(string WireName, bool IsRequired, Rule Rule);
