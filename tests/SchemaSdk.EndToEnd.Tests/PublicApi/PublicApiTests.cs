using System.Reflection;

namespace SchemaSdk.EndToEnd.Tests.PublicApi;

public sealed class PublicApiTests
{
    private static readonly string[] Packages =
        ["SchemaSdk", .. TakenModels.ByPackage.Keys, "SchemaSdk.Emulator", "SchemaSdk.DependencyInjection", "SchemaSdk.Durable",
            "SchemaSdk.Durable.Testing", "SchemaSdk.Services.Testing", "SchemaSdk.Sqlite", "SchemaSdk.PostgreSql", "SchemaSdk.MassTransit",
            "SchemaSdk.AspNetCore", "SchemaSdk.Mcp", "SchemaSdk.Extensions.AI", PublicAssembly.CompilerServices];

    public static IEnumerable<object[]> Surfaces =>
        from package in Packages
        from framework in new[] { "net8.0", "net10.0" }
        select new object[] { package, framework };

    public static TheoryData<string> ReadyMade => [.. TakenModels.ByPackage.Keys];

    [Theory]
    [MemberData(nameof(Surfaces))]
    public void The_public_surface_matches_its_listing(string package, string framework)
    {
        var lines = PublicAssembly.Lines(package, framework);

        Assert.True(lines.Count > 1, $"{package} has no public type for {framework}.");
        Listing.Verify($"{package}.{framework}.txt", lines, isFrozen: package != PublicAssembly.CompilerServices);
    }

    // The lock file and a comparison of schemas protect callers from changes to models of a catalogue.
    [Theory]
    [MemberData(nameof(ReadyMade))]
    public void A_model_is_listed_unless_it_comes_from_the_catalogue(string package)
    {
        var lines = PublicAssembly.Lines(package, "net10.0");
        var taken = TakenModels.ByPackage[package];

        Assert.NotEmpty(taken.Ids);
        Assert.All(taken.Models, model => Assert.NotEqual(
            taken.Ids.Contains(model.Id),
            lines.Any(line => line.EndsWith($" record Class {model.InputType.FullName}", StringComparison.Ordinal))));
    }

    [Fact]
    public void Options_have_the_defaults_that_are_listed() => Listing.Verify(
        "Defaults.txt",
        [.. Defaults(new ModelClientOptions()), .. Defaults(new RunOptions()), .. Defaults(new ModelEmulatorOptions())],
        isFrozen: true);

    [Fact]
    public void Every_listing_is_verified() => Assert.Equal(
        Surfaces.Select(row => $"{row[0]}.{row[1]}.txt").Append("Defaults.txt").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(SourceTree.Root, "PublicApi")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Defaults(object options)
    {
        var lines = new List<string>();
        Add(options.GetType().Name, options);
        return lines;

        void Add(string path, object of)
        {
            foreach (var property in of.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var value = property.GetValue(of);
                if (value?.GetType() is { IsEnum: false } nested && nested.Assembly == of.GetType().Assembly)
                {
                    Add($"{path}.{property.Name}", value);
                }
                else
                {
                    lines.Add($"{path}.{property.Name} = {TextOf(value)}");
                }
            }
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        IEnumerable<string> texts => string.Join(' ', texts),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
