namespace SchemaSdk.Generator.Tests.Corpus.Services;

/// <summary>Models of a corpus set, with the ids that they have at their service.</summary>
internal static class ServiceModels
{
    private static int Count => FullRun.IsOn ? 30 : 6;

    /// <summary>
    /// Returns six models that are spread evenly over a corpus set, or thirty in a full run. If the set has fewer, returns all of them.
    /// </summary>
    public static IReadOnlyList<CorpusModel> Of(string set)
    {
        var all = Corpus.AllModels(set)
            .Select(static model => model with { Id = IdOf(model.Id) })
            .DistinctBy(static model => model.Id)
            .ToList();
        return all.Count <= Count ? all : [.. Enumerable.Range(0, Count).Select(place => all[place * all.Count / Count])];
    }

    // In the corpus, a model's folder is named after the model's id, with "__" instead of "/". If the third part is hexadecimal, it is a
    // version of a model at Replicate.
    private static string IdOf(string path)
    {
        var segments = path.Split('/')[^1].Split("__");
        return segments switch
        {
            [var name] => $"acme/{name}",
            [var owner, var name, var version] when version.Length >= 8 && version.All(char.IsAsciiHexDigit) =>
                $"{owner}/{name}/versions/{version}",
            _ => string.Join('/', segments),
        };
    }
}
