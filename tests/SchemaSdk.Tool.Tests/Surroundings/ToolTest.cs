using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>
/// Runs commands in this process, with a temporary folder, no network, and a console whose output tests can read.
/// </summary>
/// <param name="neighbour">If not null, commands use its folder and environment.</param>
internal sealed class ToolTest(ToolTest? neighbour = null) : IDisposable
{
    private readonly DirectoryInfo _folder = neighbour?._folder ?? Directory.CreateTempSubdirectory("schemasdk-tool-");
    private readonly Dictionary<string, string> _environment = neighbour?._environment ?? new(StringComparer.Ordinal);
    private StringWriter _output = new();
    private StringWriter _error = new();

    internal string Output => _output.ToString();

    /// <summary>What the last command wrote to standard error: errors and progress. Its report is in <see cref="Output"/>.</summary>
    internal string Error => _error.ToString();

    internal string Folder => _folder.FullName;

    internal HttpMessageHandler? Handler { get; set; }

    /// <summary>Replaces the lookup of host names. By default, every name exists.</summary>
    internal Func<string, CancellationToken, Task> ResolveAsync { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Receives the reports of commands; null to keep them in <see cref="Output"/>.</summary>
    internal TextWriter? Target { get; set; }

    /// <summary>Creates the files that commands write; null to use the disk.</summary>
    internal Func<string, Stream>? CreateFile { get; set; }

    /// <summary>Runs programs in place of the real ones; null to run the real ones.</summary>
    internal Func<ProgramCall, CancellationToken, Task<ProgramResult>>? RunProgramAsync { get; set; }

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    internal bool IsLive { get; set; }

    /// <summary>The answer that the user types; null if the console is not interactive.</summary>
    internal string? Answer { get; set; }

    /// <summary>The subfolder of the test's folder in which commands run.</summary>
    internal string Below { get; set; } = "";

    /// <summary>Called before the folder is deleted.</summary>
    internal Action Deleting { get; set; } = static () => { };

    internal void SetEnvironment(string name, string value) => _environment[name] = value;

    internal Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    internal Task<int> RunAsync(CancellationToken stop, params string[] args) => ToolCommands.RunAsync(args, NewHost(), stop);

    internal string PathOf(string relative) => Path.Combine(Folder, relative);

    internal string Read(string relative) => File.ReadAllText(PathOf(relative));

    internal void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Returns the paths of all files under the folder, with '/' as the separator, sorted.</summary>
    internal IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        if (neighbour is null)
        {
            Deleting();
            _folder.Delete(recursive: true);
        }
    }

    private ToolHost NewHost()
    {
        _output.Dispose();
        _error.Dispose();
        (_output, _error) = (new StringWriter(), new StringWriter());
        var host = new ToolHost
        {
            Console = new ToolConsole(Target ?? _output, _error)
            {
                IsLive = IsLive,
                Input = new StringReader(Answer ?? ""),
                CanAsk = Answer is not null,
            },
            Folder = PathOf(Below),
            Environment = _environment.GetValueOrDefault,
            Handler = Handler ?? new NoNetwork(),
            ResolveAsync = ResolveAsync,
            Time = Time,
        };
        host = RunProgramAsync is { } run ? host with { RunProgramAsync = run } : host;
        return CreateFile is { } create ? host with { CreateFile = create, CreatePrivateFile = create } : host;
    }

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"A test without a service requested {request.RequestUri}.");
    }
}
