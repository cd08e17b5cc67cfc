using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Night;

/// <summary><c>schemasdk night</c>: updates the schemas of a repository, and proposes the changes as a pull request.</summary>
internal static class NightCommand
{
    private static readonly string[] Steps = ["update", "check", "push"];

    internal static Command Build(ToolHost host)
    {
        var step = new Argument<string?>("step")
        {
            Description = "The step to run: update (needs the service's token), check (builds and tests), push (needs write access). "
                + "[default: all]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        step.AcceptWords(Steps);
        var acceptShrink = new Option<bool>("--accept-shrink")
        {
            Description = "Accept a catalogue that lost more than a tenth of its models.",
        };
        var command = new Command("night", "Updates the schemas of a repository, and proposes the changes as a pull request.")
        {
            step, acceptShrink,
        };
        return command.Reporting(
            host,
            (parsed, stop) => RunAsync(
                NightCheckout.Find(host), parsed.GetValue(step) is { } typed ? [typed] : Steps, parsed.GetValue(acceptShrink), stop));
    }

    private static async Task<Report> RunAsync(
        NightCheckout checkout, IReadOnlyList<string> steps, bool acceptsShrink, CancellationToken stop)
    {
        var results = new List<StepResult>();
        foreach (var step in steps)
        {
            results.Add(step switch
            {
                "update" => await new UpdateStep(checkout).RunAsync(acceptsShrink, stop).ConfigureAwait(false),
                "check" => await new CheckStep(checkout).RunAsync(stop).ConfigureAwait(false),
                _ => await new PushStep(checkout).RunAsync(stop).ConfigureAwait(false),
            });
            if (checkout.State.Outcome == NightOutcome.Skipped)
            {
                break;
            }
        }

        return new Report(
            "night",
            "Nightly update",
            [.. results.SelectMany(static result => result.Findings)],
            string.Join(" ", results.Select(static result => result.Text)),
            ExitCode.Fine)
        {
            Facts = new JsonObject { ["outcome"] = checkout.State.Outcome.ToString().ToLowerInvariant() },
        };
    }
}
