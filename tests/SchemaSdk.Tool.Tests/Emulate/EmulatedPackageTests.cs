using System.Net.Http.Json;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Tool.Tests.Emulate;

public sealed class EmulatedPackageTests : EmulateTest
{
    [Fact]
    public async Task The_models_of_the_latest_package_cost_the_given_price()
    {
        // Only the latest version has code that the tool can load.
        Tool.Write("packages/schemasdk.runcomfy/0.9.0/lib/net48/SchemaSdk.RunComfy.dll", "");
        Tool.Write("packages/schemasdk.runcomfy/0.10.0-beta.1/lib/net48/SchemaSdk.RunComfy.dll", "");
        var folder = Directory.CreateDirectory(Tool.PathOf("packages/schemasdk.runcomfy/0.10.0/lib/net8.0")).FullName;
        File.Copy(typeof(RunComfyClient).Assembly.Location, Path.Combine(folder, "SchemaSdk.RunComfy.dll"));

        var printed = await StartAsync("--package", "SchemaSdk.RunComfy", "--price", "0.14/second");
        var page = await Http.GetFromJsonAsync<JsonElement>($"{AddressIn(printed)}/models?limit=100");
        await StopAsync();

        Assert.StartsWith("The models of SchemaSdk.RunComfy are at ", printed, StringComparison.Ordinal);
        Assert.Equal(RunComfyClient.Models.Count, page.GetProperty("total").GetInt32());
        Assert.Equal(0.14m, page.GetProperty("models")[0].GetProperty("base_price_usd").GetDecimal());
        Assert.Equal("second", page.GetProperty("models")[0].GetProperty("price_unit").GetString());
    }

    [Fact]
    public async Task The_service_of_a_package_is_the_service_of_its_client()
    {
        // The cache has only previews, and only the latest has code that the tool can load.
        Tool.Write("packages/acme.fal/1.0.0-beta.1/lib/net48/Acme.Fal.dll", "");
        Tool.Write("packages/acme.fal/1.0.0-beta.9/lib/net48/Acme.Fal.dll", "");
        var folder = Directory.CreateDirectory(Tool.PathOf("packages/acme.fal/1.0.0-beta.10/lib/net10.0")).FullName;
        File.Copy(typeof(PackedFalClient).Assembly.Location, Path.Combine(folder, "Acme.Fal.dll"));

        var printed = await StartAsync("--package", "Acme.Fal");
        await StopAsync();

        Assert.Contains("FAL_KEY=emulator-token", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--package 'Acme.Models' is not in '", "Acme.Models")]
    [InlineData("Run 'dotnet package download Acme.Models --output \"PACKAGES\"' first.", "Acme.Models")]
    [InlineData("--package '../Acme' is not in '", "../Acme")]
    [InlineData("--package 'Empty' has no client that SchemaSdk generated.", "Empty")]
    [InlineData("--package 'Old' has no code for .NET 8 or .NET 10.", "Old")]
    [InlineData("The folder and --package both say which models to emulate. Use only one of them.", "Empty", "schemas")]
    public async Task A_package_without_models_is_reported(string message, string package, params string[] folder)
    {
        Directory.CreateDirectory(Tool.PathOf("packages/empty/1.0.0/lib/net10.0"));
        Directory.CreateDirectory(Tool.PathOf("packages/old/1.0.0/lib/net48"));

        Assert.Equal(2, await RunAsync(CancellationToken.None, ["emulate", "--package", package, .. folder]));

        var expected = message.Replace("PACKAGES", Tool.PathOf("packages"), StringComparison.Ordinal);
        Assert.Contains(expected, Told.ToString(), StringComparison.Ordinal);
    }
}

/// <summary>A fal client like one that a package contains.</summary>
[ClientService("Fal")]
public sealed class PackedFalClient() : ModelClient(ModelService.Fal, options: null)
{
    public static IReadOnlyList<ModelInfo> Models => RunComfyClient.Models;

    protected override ModelInfo? FindModel(string modelId) => null;
}
