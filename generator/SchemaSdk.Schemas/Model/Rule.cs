using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rule that a value has to fit, apart from how it looks in C#.</summary>
/// <param name="Name">Its name if others refer to it, such as <c>Input_MultiPrompt</c>.</param>
/// <param name="Types">The types that are allowed.</param>
/// <param name="Keywords">What is asked without moving.</param>
/// <param name="Members">What an object's members have to be; null for anything.</param>
/// <param name="Items">What an array's items have to be; null for anything.</param>
/// <param name="Loops">What is asked by other schemas.</param>
/// <param name="Reference">The name of another rule that says it all; empty for none.</param>
internal sealed record Rule(
    string Name,
    RuleTypes Types,
    EquatableArray<KeywordRule> Keywords,
    MembersRule? Members,
    RuleItems? Items,
    EquatableArray<RuleLoop> Loops,
    string Reference)
{
    /// <summary>True if nothing is asked.</summary>
    public bool IsAny => Types == RuleTypes.All && Keywords.Count == 0 && IsLeaf;

    /// <summary>True if nothing is asked of parts of the value, nor by other schemas.</summary>
    public bool IsLeaf => Members is null && Items is null && Loops.Count == 0 && Reference.Length == 0;

    /// <summary>A rule that asks nothing.</summary>
    /// <param name="name">Its name.</param>
    public static Rule Any(string name) => Of(name, RuleTypes.All);

    /// <summary>A rule that asks for types.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="types">The types.</param>
    public static Rule Of(string name, RuleTypes types) => new(name, types, default, null, null, default, "");

    /// <summary>The rule without what says nothing of its types.</summary>
    public Rule Simplified() => this with
    {
        Keywords = Keywords.Where(keyword => (keyword.Types & Types) != 0).ToEquatableArray(),
        Members = (Types & RuleTypes.Object) != 0 ? Members : null,
        Items = (Types & RuleTypes.Array) != 0 ? Items : null,
    };
}
