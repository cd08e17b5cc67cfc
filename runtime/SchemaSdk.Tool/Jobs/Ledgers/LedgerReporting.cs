using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>Makes a command open a ledger and write a report. Any error from the ledger ends the command with a message.</summary>
internal static class LedgerReporting
{
    /// <param name="command">The command, with its own options and arguments.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="ledger">The option that says which ledger to use.</param>
    /// <param name="work">Does the work of the command and returns its report.</param>
    internal static Command ReportingOn(
        this Command command,
        ToolHost host,
        GivenLedger ledger,
        Func<OpenedLedger, ParseResult, CancellationToken, Task<Report>> work)
    {
        ledger.AddTo(command);
        return command.Reporting(host, async (parsed, stop) =>
        {
            var opened = ledger.Open(parsed, host);
            await using (opened.ConfigureAwait(false))
            {
                try
                {
                    return await work(opened, parsed, stop).ConfigureAwait(false);
                }
                catch (ModelLedgerException exception)
                {
                    throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
                }
            }
        });
    }
}
