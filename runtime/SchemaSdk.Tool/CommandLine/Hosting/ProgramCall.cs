namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>A program to start. It is started without a shell, so its arguments have no special characters.</summary>
/// <param name="Name">The program, which is looked up on the path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Folder">The full path of the folder to start it in.</param>
internal sealed record ProgramCall(string Name, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>The text for its standard input.</summary>
    internal string Input { get; init; } = "";

    /// <summary>Environment variables that it gets in addition to those of this process.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of environment variables of this process that it does not get, such as those of tokens.</summary>
    internal IReadOnlyCollection<string> Withheld { get; init; } = [];

    /// <summary>Receives each line that the program writes; null to return its output instead.</summary>
    internal TextWriter? Shown { get; init; }
}
