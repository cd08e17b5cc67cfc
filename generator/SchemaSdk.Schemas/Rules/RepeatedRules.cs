using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Rules;

/// <summary>
/// Decides which rules are repeated wherever a reference leads to them. Long enums that are used in many places would otherwise make the
/// generated rules too long for the C# compiler.
/// </summary>
internal sealed class RepeatedRules
{
    /// <summary>The maximum total length of the repeated rules. All further ones are referred to.</summary>
    private const int MaxLength = 1_000_000;

    private int _length;

    /// <summary>Returns true if a rule without parts may be repeated.</summary>
    public bool Take(Rule leaf) => _length <= MaxLength && (_length += RuleClauseText.Of(leaf).Length) <= MaxLength;
}
