using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The rules for an input. Rules refer to each other by name, so a schema can refer to itself.</summary>
/// <param name="Rules">First the rule of the root, then all rules that other rules refer to by <see cref="Rule.Name"/>.</param>
internal sealed record RuleSet(EquatableArray<Rule> Rules)
{
    public const string RootName = "Input";

    /// <summary>True if every JSON value is a valid input.</summary>
    public bool AsksNothing => Rules[0].IsAny;
}
