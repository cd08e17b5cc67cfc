using System.Net;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>Everything that a command has from the outside. A test gives it its own.</summary>
internal sealed record ToolHost
{
    internal required ToolConsole Console { get; init; }

    /// <summary>The folder that relative paths start from, as a full path.</summary>
    internal required string Folder { get; init; }

    /// <summary>The value of an environment variable; null if it is not set.</summary>
    internal required Func<string, string?> Environment { get; init; }

    /// <summary>Sends the requests; null for the network.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Looks up the addresses of a name.</summary>
    internal Func<string, CancellationToken, Task> ResolveAsync { get; init; } =
        static (name, stop) => Dns.GetHostAddressesAsync(name, stop);

    /// <summary>Makes a new file to write into.</summary>
    internal Func<string, Stream> CreateFile { get; init; } = static path => new FileStream(path, FileMode.CreateNew, FileAccess.Write);

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives the surroundings of this process.</summary>
    internal static ToolHost OfProcess() => new()
    {
        Console = ToolConsole.OfProcess(),
        Folder = Directory.GetCurrentDirectory(),
        Environment = System.Environment.GetEnvironmentVariable,
    };

    /// <summary>Makes a path that somebody typed into a full one.</summary>
    internal string PathOf(string typed) => Path.GetFullPath(typed, Folder);
}
