namespace SchemaSdk.Browser.Tests.Surroundings;

/// <summary>All tests of a browser share it, one after the other: the machines that run them have few cores.</summary>
[CollectionDefinition(nameof(BrowserTests))]
public sealed class BrowserTests : ICollectionFixture<Chromium>;
