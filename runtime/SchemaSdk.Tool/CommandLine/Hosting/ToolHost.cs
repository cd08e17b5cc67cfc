using System.Net;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>The console, clock, network and programs of this machine, as a command sees them. Tests replace them.</summary>
internal sealed record ToolHost
{
    internal required ToolConsole Console { get; init; }

    /// <summary>The full path of the folder that relative paths start from.</summary>
    internal required string Folder { get; init; }

    /// <summary>Returns the value of an environment variable; null if it is not set.</summary>
    internal required Func<string, string?> Environment { get; init; }

    /// <summary>Handles HTTP requests; null to use the network.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Resolves a host name.</summary>
    internal Func<string, CancellationToken, Task> ResolveAsync { get; init; } =
        static (name, stop) => Dns.GetHostAddressesAsync(name, stop);

    internal Func<string, Stream> CreateFile { get; init; } = static path => new FileStream(path, FileMode.CreateNew, FileAccess.Write);

    /// <summary>Creates a new file that only its owner can read, and opens it for writing.</summary>
    internal Func<string, Stream> CreatePrivateFile { get; init; } = static path => new FileStream(path, Private());

    internal Func<ProgramCall, CancellationToken, Task<ProgramResult>> RunProgramAsync { get; init; } = StartedProgram.RunAsync;

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Returns the real console, environment variables, clock and network of this process.</summary>
    internal static ToolHost OfProcess() => new()
    {
        Console = ToolConsole.OfProcess(),
        Folder = Directory.GetCurrentDirectory(),
        Environment = System.Environment.GetEnvironmentVariable,
    };

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    internal string PathOf(string typed) => Path.GetFullPath(typed, Folder);
}
