using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rule for one member of an object.</summary>
/// <param name="WireName">The member's name in JSON.</param>
/// <param name="IsRequired">True if the member is required.</param>
/// <param name="Rule">The rule for its value.</param>
internal sealed record MemberRule(string WireName, bool IsRequired, Rule Rule);

/// <summary>The rules for the members of an object.</summary>
/// <param name="Known">The members that the schema lists, in the order of the schema.</param>
/// <param name="Others">The rule for all other members; null if they may have any value.</param>
internal sealed record MembersRule(EquatableArray<MemberRule> Known, Rule? Others);
