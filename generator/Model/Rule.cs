namespace SchemaSdk.Generator.Model;

/// <summary>What a value has to be, apart from how it looks in C#.</summary>
/// <param name="Name">Name of the generated method, such as <c>Input_MultiPrompt</c>.</param>
/// <param name="Types">The JSON types that are allowed; empty for any.</param>
/// <param name="Keywords">Rules of the value itself.</param>
/// <param name="Enum">The strings that are allowed; empty for any.</param>
/// <param name="Item">What each item of an array has to be; null for anything.</param>
/// <param name="Members">What the members of an object have to be.</param>
internal sealed record Rule(
    string Name,
    EquatableArray<string> Types,
    EquatableArray<KeywordRule> Keywords,
    EquatableArray<string> Enum,
    Rule? Item,
    EquatableArray<MemberRule> Members)
{
    /// <summary>Whether anything is asked of a member.</summary>
    public bool HasMemberRules => Members.Any(member => member.IsRequired || !member.Rule.IsEmpty);

    /// <summary>Whether the value's items or members have rules, so that a method of its own walks them.</summary>
    public bool IsWalked => Item is not null || HasMemberRules || Keywords.Any(keyword => keyword.CountsItems);

    /// <summary>Whether anything at all is asked.</summary>
    public bool IsEmpty => !IsWalked && Types.Count == 0 && Keywords.Count == 0 && Enum.Count == 0;
}
