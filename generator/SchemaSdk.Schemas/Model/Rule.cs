using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rule for a value in JSON, independent of its C# type.</summary>
/// <param name="Name">The name by which other rules refer to this one, such as <c>Input_MultiPrompt</c>.</param>
/// <param name="Types">The allowed types.</param>
/// <param name="Keywords">The rules of keywords that contain no schemas.</param>
/// <param name="Members">The rules for an object's members; null if members are not restricted.</param>
/// <param name="Items">The rules for an array's items; null if items are not restricted.</param>
/// <param name="Loops">The rules of keywords that contain schemas.</param>
/// <param name="Reference">The name of the rule that replaces this one; empty if none does.</param>
internal sealed record Rule(
    string Name,
    RuleTypes Types,
    EquatableArray<KeywordRule> Keywords,
    MembersRule? Members,
    RuleItems? Items,
    EquatableArray<RuleLoop> Loops,
    string Reference)
{
    /// <summary>True if every value is valid.</summary>
    public bool IsAny => Types == RuleTypes.All && Keywords.Count == 0 && IsLeaf;

    /// <summary>True if the rule neither restricts parts of the value nor uses other schemas.</summary>
    public bool IsLeaf => Members is null && Items is null && Loops.Count == 0 && Reference.Length == 0;

    public static Rule Any(string name) => Of(name, RuleTypes.All);

    public static Rule Of(string name, RuleTypes types) => new(name, types, default, null, null, default, "");

    /// <summary>Returns the rule without the parts that do not apply to its types.</summary>
    public Rule Simplified() => this with
    {
        Keywords = Keywords.Where(keyword => (keyword.Types & Types) != 0).ToEquatableArray(),
        Members = (Types & RuleTypes.Object) != 0 ? Members : null,
        Items = (Types & RuleTypes.Array) != 0 ? Items : null,
    };
}
