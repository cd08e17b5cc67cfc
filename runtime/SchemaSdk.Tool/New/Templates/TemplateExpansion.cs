using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.New.Templates;

/// <summary>Creates the files of a new folder from the templates, with the same result as <c>dotnet new</c>.</summary>
internal static class TemplateExpansion
{
    /// <param name="values">The values for the symbols.</param>
    /// <returns>The contents of the files by path, in the order of the paths. The paths use '/'.</returns>
    internal static IReadOnlyDictionary<string, string> Expand(TemplateValues values)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var words = values.Clients.Select(client => WordsOf(Template.Solution, values, client)).ToList();
        foreach (var (path, text) in Template.Solution.Files)
        {
            files.Add(Replace(path, words[0]), string.Join('\n', text.Split('\n').SelectMany(line => LinesOf(line, words))));
        }

        foreach (var client in values.Clients)
        {
            var own = WordsOf(Template.Family, values, client);
            foreach (var (path, text) in Template.Family.Files)
            {
                files.Add(Replace(path, own), Replace(text, own));
            }
        }

        return files;
    }

    // A template has only one client, because dotnet new has no loops. A line with the name of that client is returned once for each
    // requested client.
    private static IEnumerable<string> LinesOf(string line, IEnumerable<IReadOnlyDictionary<string, string>> words) =>
        words.Select(own => Replace(line, own)).Distinct();

    private static Dictionary<string, string> WordsOf(Template template, TemplateValues values, TemplateClient client) =>
        template.Words.ToDictionary(word => word.Value, word => word.Key switch
        {
            Template.Project => client.Project,
            "usedNamespace" => client.Namespace,
            "client" => client.Name,
            "solution" => values.Solution,
            "framework" => values.Framework,
            "sdkVersion" => values.Version,
            _ => throw new InvalidOperationException($"The template has the symbol '{word.Key}', which this command does not know."),
        });

    // Replaces all words in a single pass, because the text that replaces one word may contain another.
    private static string Replace(string text, IReadOnlyDictionary<string, string> words) =>
        Regex.Replace(text, string.Join('|', words.Keys.Select(Regex.Escape)), found => words[found.Value]);
}
