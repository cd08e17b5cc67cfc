using System.Diagnostics;

namespace SchemaSdk.Repository.Tests;

/// <summary>Runs a program and waits until it ends, or kills it after a time limit.</summary>
public static class ShellCommand
{
    // A full run compiles native programs while other tests keep the processor busy.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(FullRun.IsOn ? 30 : 10);

    public static async Task<CommandResult> RunAsync(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var call = string.Join(' ', [Path.GetFileName(program), .. arguments]);
        using var process = Process.Start(UserCommand.Of(program, folder, environment, arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{call} took more than {Limit}.");
        }

        return new CommandResult(call, process.ExitCode, await output + await error);
    }
}
