using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Tests.SchemaFolders.Versions;

/// <summary>Versions, and the one that comes after them.</summary>
public sealed class ReleaseVersionTests
{
    [Theory]
    [InlineData("1.2.3", "None", "1.2.3")]
    [InlineData("1.2.3", "Patch", "1.2.4")]
    [InlineData("1.2.3", "Minor", "1.3.0")]
    [InlineData("1.2.3", "Major", "2.0.0")]
    [InlineData("v0.4.7", "Patch", "0.4.8")]
    [InlineData("v0.4.7", "Minor", "0.5.0")]
    [InlineData("v0.4.7", "Major", "0.5.0")]
    public void The_next_version_follows_from_the_change(string version, string bump, string next) =>
        Assert.Equal(next, ReleaseVersion.Parse(version)!.Next(Enum.Parse<Bump>(bump)).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.3-rc.1")]
    [InlineData("01.2.3")]
    [InlineData("1.2.99999999999")]
    [InlineData("1.2.2147483647")]
    [InlineData("-1.2.3")]
    [InlineData("1.2.3\n")]
    [InlineData("V1.2.3")]
    public void Anything_but_three_numbers_is_no_version(string text) => Assert.Null(ReleaseVersion.Parse(text));
}
