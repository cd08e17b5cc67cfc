namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Checks that the paths, members, codes and names of a service occur only in the folder of that service.</summary>
public partial class ServiceWordTests
{
    // This folder is exempt: names in telemetry look like words of a service, but come from OpenTelemetry or from us.
    private static readonly string[] Own = ["Diagnostics"];

    // In these packages, such a word may also name a model input or a member of our answers to agents.
    private static readonly string[] AgentTools = ["SchemaSdk.Mcp", "SchemaSdk.Extensions.AI"];

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(SourceTree.Root, "runtime")).Select(static folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_folder_of_a_service_has_its_words(string project)
    {
        var root = Path.Combine(SourceTree.Root, "runtime", project);
        var profiles = FoldersIn("SchemaSdk");
        var services = FoldersIn(project);
        var words = profiles.Union(services).SelectMany(SourcesBelow).SelectMany(WordsOf).Where(IsWord).ToHashSet(StringComparer.Ordinal);
        var name = new Regex($@"\b({string.Join('|', profiles.Select(Path.GetFileName))})\b", RegexOptions.IgnoreCase);

        var elsewhere =
            from file in SourcesBelow(root)
            where !services.Exists(service => file.StartsWith(service + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                && !Own.Contains(Path.GetFileName(Path.GetDirectoryName(file)))
            from literal in WordsOf(file)
            where (!AgentTools.Contains(project) && words.Contains(literal))
                || name.IsMatch(literal)
                || literal.Contains("runcomfy", StringComparison.OrdinalIgnoreCase)
            select $"{Path.GetRelativePath(root, file)}: \"{literal}\"";

        Assert.Contains("request_id", words);
        Assert.True(!elsewhere.Any(), string.Join('\n', elsewhere));
    }

    private static List<string> FoldersIn(string project)
    {
        var services = new DirectoryInfo(Path.Combine(SourceTree.Root, "runtime", project, "Services"));
        return !services.Exists ? []
            : [.. services.GetDirectories().Where(static folder => folder.Name != "Known").Select(static folder => folder.FullName)];
    }

    // Only a string with "_" or "/" counts, because a single word, such as "error", is not specific to a service.
    private static bool IsWord(string literal) => literal.Length > 2 && literal.IndexOfAny(['_', '/']) >= 0 && !literal.Contains(' ');

    private static IEnumerable<string> SourcesBelow(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"));

    private static IEnumerable<string> WordsOf(string file) =>
        from line in File.ReadLines(file)
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from Match literal in Literal().Matches(line)
        select literal.Groups[1].Value;

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();
}
