using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Decides which rules are repeated at every reference to them. Repeating a long enum at all references would make the generated rules too
/// long for the C# compiler.
/// </summary>
internal sealed class RepeatedRules
{
    /// <summary>
    /// The maximum total length of the rules that are repeated. Beyond this limit, each rule is written once, and referred to by name.
    /// </summary>
    private const int MaxLength = 1_000_000;

    private int _length;

    /// <summary>
    /// Adds the length of a rule without parts to the total. Returns true if the total is within the limit, so references can repeat the
    /// rule.
    /// </summary>
    public bool Take(Rule leaf) => _length <= MaxLength && (_length += RuleClauseText.Of(leaf).Length) <= MaxLength;
}
