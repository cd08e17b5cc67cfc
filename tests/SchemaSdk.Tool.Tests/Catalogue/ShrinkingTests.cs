using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Catalogue;

/// <summary>A catalogue that lost many models at once is more likely broken.</summary>
public sealed class ShrinkingTests : CatalogueTest
{
    [Fact]
    public async Task A_catalogue_that_lost_more_than_a_tenth_stops_unless_told()
    {
        await AddAsync([.. Enumerable.Range(0, 10).Select(number => $"acme/m{number}")]);
        var before = Tool.Read("schemas.lock.json");
        Catalogue.Remove("acme/m3");
        Catalogue.Remove("acme/m4");

        Assert.Equal(3, await Tool.RunAsync("update"));

        Assert.Contains("shrank from 10 models to 8, by more than a tenth. Nothing was changed.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(before, Tool.Read("schemas.lock.json"));

        await RunWellAsync("update", "--accept-shrink");
        Assert.Contains("Models: 2 retired, 8 unchanged.", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_replaced_its_ids_stops_unless_told()
    {
        await AddAsync([.. Enumerable.Range(0, 10).Select(number => $"acme/m{number}")]);
        var before = Tool.Read("schemas.lock.json");
        foreach (var number in Enumerable.Range(3, 5))
        {
            Catalogue.Remove($"acme/m{number}");
            Catalogue[$"acme/new{number}"] = SchemaWith("prompt");
        }

        Assert.Equal(3, await Tool.RunAsync("update"));

        Assert.Contains("lost 5 of the 10 models that were taken from it, more than a tenth.", Tool.Error, StringComparison.Ordinal);
        Assert.Equal(before, Tool.Read("schemas.lock.json"));

        await RunWellAsync("update", "--accept-shrink");
        Assert.Contains("Models: 5 retired, 5 unchanged.", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_was_never_read_whole_is_measured_by_the_models_taken()
    {
        Catalogue["acme/bell"] = SchemaWith("prompt");
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "acme/bell", "acme/kite");
        Catalogue.Remove("acme/bell");

        Assert.Equal(3, await Tool.RunAsync("update"));

        Assert.Contains("shrank from 2 models to 1", Tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_that_somebody_edited_to_a_huge_one_stops_as_well()
    {
        await AddAsync("acme/kite");
        var locked = Tool.Read("schemas.lock.json");
        Tool.Write("schemas.lock.json", locked.Replace("example/\": 1", $"example/\": {int.MaxValue}", StringComparison.Ordinal));

        Assert.Equal(3, await Tool.RunAsync("update"));

        Assert.Contains("shrank from 2147483647 models to 1", Tool.Error, StringComparison.Ordinal);
    }
}
