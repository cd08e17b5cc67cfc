using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rule for one member of an object.</summary>
/// <param name="WireName">Its name in JSON.</param>
/// <param name="IsRequired">True if it has to be there.</param>
/// <param name="Rule">What its value has to be.</param>
internal sealed record MemberRule(string WireName, bool IsRequired, Rule Rule);

/// <summary>The rules for the members of an object.</summary>
/// <param name="Known">Those that the schema names, in its order.</param>
/// <param name="Others">What all others have to be; null for anything.</param>
internal sealed record MembersRule(EquatableArray<MemberRule> Known, Rule? Others);
