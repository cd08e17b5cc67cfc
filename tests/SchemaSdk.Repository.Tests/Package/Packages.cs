namespace SchemaSdk.Repository.Tests.Package;

/// <summary>The tests share one set of packages, and run one after the other because each one runs builds.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<PackedFeed>;
