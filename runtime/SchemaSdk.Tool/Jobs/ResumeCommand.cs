using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Jobs.Ledgers;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs resume</c>: waits for the accepted jobs in a ledger.</summary>
internal static class ResumeCommand
{
    internal static Command Build(ToolHost host)
    {
        var isSubmitting = new Option<bool>("--submit")
        {
            Description = "Also submit the jobs that have not been sent yet. Each of them is then charged.",
        };
        var ignoresBudgets = new Option<bool>("--ignore-budgets")
        {
            Description = "Submit the jobs even if they might exceed the budgets that workers have in the ledger.",
        };
        var service = new GivenService("the ledger");
        var command = new Command("resume", "Waits for the jobs that the service has accepted, and records their results.")
        {
            isSubmitting, ignoresBudgets,
        };
        service.AddTo(command);
        return command.ReportingOn(host, new GivenLedger(), async (opened, parsed, stop) =>
        {
            if (parsed.GetValue(isSubmitting) && !parsed.GetValue(ignoresBudgets)
                && await opened.IsBudgetedAsync(stop).ConfigureAwait(false))
            {
                throw new ToolException(
                    ExitCode.WrongUsage,
                    "Workers have budgets in the ledger. This command does not know the amounts of these budgets, so --submit might "
                    + "exceed them. Nothing was sent. Let a worker submit the jobs, or use --ignore-budgets. With --ignore-budgets, each "
                    + "job that this command submits counts as zero in the budgets until its cost is known.");
            }

            var services = new JobServices(host, service.Read(parsed), opened.Ledger);
            await using (services.ConfigureAwait(false))
            {
                return await new JobResuming(host, opened, services, parsed.GetValue(isSubmitting)).RunAsync(stop).ConfigureAwait(false);
            }
        });
    }
}
