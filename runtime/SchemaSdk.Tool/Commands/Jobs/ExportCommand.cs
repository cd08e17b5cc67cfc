using System.CommandLine;
using System.Text;
using SchemaSdk.Tool.Hosting;
using SchemaSdk.Tool.Ledgers;
using SchemaSdk.Tool.Outcomes;

namespace SchemaSdk.Tool.Commands.Jobs;

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
        var command = new Command("export", "Writes all that a ledger knows, a line of JSON for each job.") { output };
        ledger.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var opened = ledger.Open(parsed, host);
            await using (opened.ConfigureAwait(false))
            {
                var path = parsed.GetValue(output);
                try
                {
                    var count = path is null
                        ? await WriteAsync(opened, host.Console.Output, stop).ConfigureAwait(false)
                        : await WriteAsync(opened, host, host.PathOf(path), stop).ConfigureAwait(false);
                    host.Console.Error.Write($"{JobReports.CountOf(count)} written.\n");
                }
                catch (ModelLedgerException exception)
                {
                    throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
                }
            }
        });
        return command;
    }

    private static async Task<int> WriteAsync(OpenedLedger opened, ToolHost host, string path, CancellationToken stop)
    {
        var writer = new StreamWriter(host.CreateFile(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var isWhole = false;
        try
        {
            int count;
            await using (writer.ConfigureAwait(false))
            {
                count = await WriteAsync(opened, writer, stop).ConfigureAwait(false);
            }

            isWhole = true;
            return count;
        }
        finally
        {
            // The next attempt would be refused for it.
            if (!isWhole)
            {
                File.Delete(path);
            }
        }
    }

    private static async Task<int> WriteAsync(OpenedLedger opened, TextWriter writer, CancellationToken stop)
    {
        var count = 0;
        await foreach (var entry in opened.ListWholeAsync(stop).ConfigureAwait(false))
        {
            await writer.WriteAsync($"{EntryJson.Whole(entry).ToJsonString()}\n").ConfigureAwait(false);
            count++;
        }

        return count;
    }
}
