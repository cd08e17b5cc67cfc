namespace SchemaSdk.Repository.Tests.Package;

/// <summary>The tests share one packing, and run one after the other because each runs builds.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<PackedFeed>;
