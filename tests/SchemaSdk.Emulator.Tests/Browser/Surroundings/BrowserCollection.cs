namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>All browser tests share one browser and run one after the other.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
