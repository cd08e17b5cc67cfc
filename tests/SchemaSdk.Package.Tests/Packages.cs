namespace SchemaSdk.Package.Tests;

/// <summary>All tests here share one packing, and follow one another: each of them runs builds.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<PackedFeed>;
