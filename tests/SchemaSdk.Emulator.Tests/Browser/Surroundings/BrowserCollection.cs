namespace SchemaSdk.Emulation.Tests.Browser.Surroundings;

/// <summary>All tests of a browser share it, one after the other: the machines that run them have few cores.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
