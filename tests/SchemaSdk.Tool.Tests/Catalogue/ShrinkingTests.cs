namespace SchemaSdk.Tool.Tests.Catalogue;

public sealed class ShrinkingTests : CatalogueTest
{
    [Theory]
    [InlineData(2, false, "shrank by more than a tenth, from 10 to 8 models. Nothing was changed.")]
    [InlineData(5, true, "have disappeared from it (5 of 10). Nothing was changed.")]
    public async Task An_update_stops_if_more_than_a_tenth_of_the_models_are_lost_unless_the_user_accepts_that(
        int lost, bool areReplaced, string message)
    {
        await AddTenAsync();
        var before = Tool.Read("schemas.lock.json");
        foreach (var number in Enumerable.Range(3, lost))
        {
            Catalogue.Remove($"acme/m{number}");
            if (areReplaced)
            {
                Catalogue[$"acme/new{number}"] = SchemaWith("prompt");
            }
        }

        await FailsAsync(3, message, "update");
        Assert.Equal(before, Tool.Read("schemas.lock.json"));

        await ReportsAsync(0, $"Models: {lost} retired, {10 - lost} unchanged.", "update", "--accept-shrink");
    }

    [Fact]
    public async Task The_added_models_are_compared_if_the_lock_has_no_earlier_count()
    {
        Catalogue["acme/bell"] = SchemaWith("prompt");
        Catalogue["acme/kite"] = SchemaWith("prompt");
        await RunWellAsync("add", "acme/bell", "acme/kite");
        Catalogue.Remove("acme/bell");

        await FailsAsync(3, "shrank by more than a tenth, from 2 to 1 models", "update");
    }

    [Fact]
    public async Task A_huge_count_in_the_lock_stops_the_update()
    {
        await AddAsync("acme/kite");
        var locked = Tool.Read("schemas.lock.json");
        Tool.Write("schemas.lock.json", locked.Replace("example/\": 1", $"example/\": {int.MaxValue}", StringComparison.Ordinal));

        await FailsAsync(3, "shrank by more than a tenth, from 2147483647 to 1 models", "update");
    }
}
