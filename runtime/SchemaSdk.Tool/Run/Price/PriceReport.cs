using System.Text.Json.Nodes;
using SchemaSdk.Services;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Run.Inputs;

namespace SchemaSdk.Tool.Run.Price;

/// <summary>Creates the reports of an estimate.</summary>
internal static class PriceReport
{
    /// <summary>Creates the report for an invalid input.</summary>
    internal static Report Refused(string modelId, IReadOnlyList<Finding> faults) => new(
        "price",
        $"Price of {modelId}",
        faults,
        $"The price cannot be estimated, because {modelId} does not accept this input.",
        ExitCode.WrongUsage)
    {
        Facts = new JsonObject { ["model"] = modelId },
    };

    /// <summary>Creates the report with an estimate, or with the reason why none could be made.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="entry">The catalogue entry of the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="input">The input.</param>
    internal static Report Of(ModelCostEstimate estimate, ModelCatalogEntry entry, CallableModel model, JsonObject input)
    {
        var left = new InputPlace(model.Shape).Members
            .Select(member => member.Property!.WireName)
            .Concat(input.Select(member => member.Key))
            .Distinct(StringComparer.Ordinal)
            .Where(name => name != estimate.CountedInput)
            .ToList();
        var findings = new List<Finding>();
        if (estimate.AmountUsd is not null)
        {
            Add(findings, "not-covered", "given", left.Where(input.ContainsKey));
            Add(findings, "not-covered", "left to the service", left.Where(name => !input.ContainsKey(name)));
        }

        if (entry.PricingNote is { Length: > 0 } note)
        {
            findings.Add(new Finding("note", FindingLevel.Note, $"The service says: {note}") { Model = model.Id });
        }

        return new Report(
            "price",
            $"Price of {model.Id}",
            findings,
            SummaryOf(estimate),
            estimate.AmountUsd is null ? ExitCode.NotCompared : ExitCode.Fine)
        {
            IsAnswer = true,
            Facts = new JsonObject
            {
                ["model"] = model.Id,
                ["estimateUsd"] = estimate.AmountUsd,
                ["reason"] = estimate.Basis,
                ["basePriceUsd"] = entry.BasePriceUsd,
                ["priceUnit"] = entry.PriceUnit,
                ["covered"] = estimate.CountedInput,
                ["notCovered"] = estimate.AmountUsd is null ? null : new JsonArray([
                    .. left.Select(name => new JsonObject { ["name"] = name, ["given"] = input.ContainsKey(name) }),
                ]),
            },
        };
    }

    private static string SummaryOf(ModelCostEstimate estimate) => estimate.AmountUsd is { } amount
        ? $"The estimate is {Dollars.Write(amount)}: {estimate.Basis}. Input members that the estimate does not cover may raise the cost."
        : $"The price cannot be estimated: {estimate.Basis}.";

    private static void Add(List<Finding> findings, string rule, string which, IEnumerable<string> names)
    {
        if (names.ToList() is { Count: > 0 } some)
        {
            findings.Add(new Finding(rule, FindingLevel.Note, $"{which}: {string.Join(", ", some)}"));
        }
    }
}
