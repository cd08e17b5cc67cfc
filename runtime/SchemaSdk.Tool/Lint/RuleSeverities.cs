using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.Lint;

/// <summary>Applies the severities that <c>schemasdk.json</c> gives to rules.</summary>
/// <param name="rules">The severity of each rule in the file.</param>
internal sealed class RuleSeverities(IReadOnlyDictionary<string, RuleSeverity> rules)
{
    /// <summary>Returns the finding with the severity that the file gives to its rule; null if the rule is turned off.</summary>
    internal Finding? Apply(Finding finding) => rules.TryGetValue(finding.Rule, out var severity)
        ? severity switch
        {
            RuleSeverity.None => null,
            RuleSeverity.Note => finding with { Level = FindingLevel.Note },
            RuleSeverity.Warning => finding with { Level = FindingLevel.Warning },
            _ => finding with { Level = FindingLevel.Error },
        }
        : finding;
}
