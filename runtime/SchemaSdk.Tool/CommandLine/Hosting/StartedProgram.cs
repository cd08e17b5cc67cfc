using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>Starts programs and waits for them to exit.</summary>
internal static class StartedProgram
{
    /// <exception cref="ToolException">The program could not be started.</exception>
    internal static async Task<ProgramResult> RunAsync(ProgramCall call, CancellationToken stop)
    {
        using var process = new Process { StartInfo = StartOf(call) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new ToolException(
                ExitCode.WrongUsage, $"'{call.Name}' could not be started: {exception.Message.TrimEnd('.')}. Is it installed?", exception);
        }

        try
        {
            var output = new MemoryStream();
            var writing = WriteAsync(process.StandardInput, call.Input, stop);
            var error = call.Shown is null
                ? process.StandardError.ReadToEndAsync(stop)
                : ShowAsync(process.StandardError, call.Shown, stop);
            var reading = call.Shown is null
                ? process.StandardOutput.BaseStream.CopyToAsync(output, stop)
                : ShowAsync(process.StandardOutput, call.Shown, stop);
            await Task.WhenAll(writing, error, reading).ConfigureAwait(false);
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            return new ProgramResult(process.ExitCode, output.ToArray(), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartOf(ProgramCall call)
    {
        var start = new ProcessStartInfo(PathOf(call), call.Arguments)
        {
            WorkingDirectory = call.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in call.Withheld)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in call.Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // .NET would also look in the current folder. A file named git in a checkout must not run in place of git.
    private static string PathOf(ProgramCall call)
    {
        if (Path.GetFileName(call.Name) != call.Name)
        {
            return Path.GetFullPath(call.Name, call.Folder);
        }

        var file = OperatingSystem.IsWindows() && !Path.HasExtension(call.Name) ? call.Name + ".exe" : call.Name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Prepend(Path.GetDirectoryName(Environment.ProcessPath) ?? "")
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists)
            ?? throw new ToolException(ExitCode.WrongUsage, $"'{call.Name}' could not be started: it is not in PATH. Is it installed?");
    }

    private static async Task<string> ShowAsync(StreamReader reader, TextWriter shown, CancellationToken stop)
    {
        while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            lock (shown)
            {
                shown.WriteLine(line);
            }
        }

        return "";
    }

    private static async Task WriteAsync(StreamWriter writer, string input, CancellationToken stop)
    {
        try
        {
            await using (writer.ConfigureAwait(false))
            {
                await writer.WriteAsync(input.AsMemory(), stop).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The program exited before it had read its whole input. The caller checks the exit code.
        }
    }
}
