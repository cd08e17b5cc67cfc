namespace SchemaSdk.Repository.Tests.Package;

/// <summary>All tests here share one packing, and follow one another: each of them runs builds.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<PackedFeed>;
