using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rule for a value, independent of its form in C#.</summary>
/// <param name="Name">Its name if others refer to it, such as <c>Input_MultiPrompt</c>.</param>
/// <param name="Types">The types that are allowed.</param>
/// <param name="Keywords">The rules of keywords that hold no schemas.</param>
/// <param name="Members">The rules for an object's members; null if there are none.</param>
/// <param name="Items">The rules for an array's items; null if there are none.</param>
/// <param name="Loops">The rules of keywords that hold schemas.</param>
/// <param name="Reference">The name of another rule, which replaces this one; empty if there is none.</param>
internal sealed record Rule(
    string Name,
    RuleTypes Types,
    EquatableArray<KeywordRule> Keywords,
    MembersRule? Members,
    RuleItems? Items,
    EquatableArray<RuleLoop> Loops,
    string Reference)
{
    /// <summary>True if any value is valid.</summary>
    public bool IsAny => Types == RuleTypes.All && Keywords.Count == 0 && IsLeaf;

    /// <summary>True if the rule concerns no parts of the value and uses no other schemas.</summary>
    public bool IsLeaf => Members is null && Items is null && Loops.Count == 0 && Reference.Length == 0;

    /// <summary>Makes a rule that allows any value.</summary>
    /// <param name="name">Its name.</param>
    public static Rule Any(string name) => Of(name, RuleTypes.All);

    /// <summary>Makes a rule that allows only some types.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="types">The types.</param>
    public static Rule Of(string name, RuleTypes types) => new(name, types, default, null, null, default, "");

    /// <summary>Returns the rule without the keywords that do not concern its types.</summary>
    public Rule Simplified() => this with
    {
        Keywords = Keywords.Where(keyword => (keyword.Types & Types) != 0).ToEquatableArray(),
        Members = (Types & RuleTypes.Object) != 0 ? Members : null,
        Items = (Types & RuleTypes.Array) != 0 ? Items : null,
    };
}
