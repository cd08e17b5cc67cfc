using System.CommandLine;
using System.Text;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs export</c>: writes every job as a line of JSON.</summary>
internal static class ExportCommand
{
    internal static Command Build(ToolHost host)
    {
        var ledger = new GivenLedger();
        var output = new Option<string?>("--output")
        {
            Description = "The new file to write. [default: standard output]",
            HelpName = "path",
        };
        var command = new Command(
            "export", "Writes everything in a ledger, one line of JSON per job. The exit code is 1 if some jobs cannot be read.")
        {
            output,
        };
        ledger.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var jobs = new ExportedJobs(host, ledger, parsed);
            try
            {
                var path = parsed.GetValue(output);
                await (path is null
                    ? jobs.WriteAsync(host.Console.Output, stop)
                    : WriteAsync(jobs, host, host.PathOf(path), stop)).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception)
            {
                throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
            }

            return (int)jobs.Finish();
        });
        return command;
    }

    private static async Task WriteAsync(ExportedJobs jobs, ToolHost host, string path, CancellationToken stop)
    {
        // Like the ledger, the exported file contains the inputs and results of jobs, so only its owner may read it.
        var writer = new StreamWriter(host.CreatePrivateFile(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var isWhole = false;
        try
        {
            await using (writer.ConfigureAwait(false))
            {
                await jobs.WriteAsync(writer, stop).ConfigureAwait(false);
            }

            isWhole = true;
        }
        finally
        {
            // Export never overwrites a file, so an incomplete file would make the next export to the same path fail.
            if (!isWhole)
            {
                File.Delete(path);
            }
        }
    }
}
