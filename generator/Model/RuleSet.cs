namespace SchemaSdk.Generator.Model;

/// <summary>What an input has to be. References are by name, so that a schema may refer to itself.</summary>
/// <param name="Rules">The root first, and then every rule that is referred to, by <see cref="Rule.Name"/>.</param>
internal sealed record RuleSet(EquatableArray<Rule> Rules)
{
    /// <summary>The name of the root's rule.</summary>
    public const string RootName = "Input";

    /// <summary>Asks nothing.</summary>
    public static RuleSet Empty { get; } = new(new EquatableArray<Rule>([Rule.Any(RootName)]));
}
