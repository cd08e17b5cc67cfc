using SchemaSdk.Files.Downloads;

namespace SchemaSdk.Tests.Downloads;

public class SafeFileNameTests
{
    [Theory]
    [InlineData("/a/b.mp4", "b.mp4")]
    [InlineData("/", "download")]
    [InlineData("/a/", "download")]
    [InlineData("/..%2F..%2Fetc%2Fpasswd", "_.._etc_passwd")]
    [InlineData("/..%5C..%5Cboot.ini", "_.._boot.ini")]
    [InlineData("/C%3A%5Cboot.ini", "C__boot.ini")]
    [InlineData("/%2E%2E", "download")]
    [InlineData("/.bashrc", "bashrc")]
    [InlineData("/a.png%20.%20", "a.png")]
    [InlineData("/CON", "_CON")]
    [InlineData("/con.png", "_con.png")]
    [InlineData("/LPT1.txt", "_LPT1.txt")]
    [InlineData("/COM%C2%B9", "_COM¹")]
    [InlineData("/common.png", "common.png")]
    [InlineData("/a%00b%0Ac.png", "a_b_c.png")]
    [InlineData("/cat%E2%80%AEgnp.exe", "cat_gnp.exe")]
    [InlineData("/%3Ca%3E%7Cb%3F%2A%22.png", "_a__b___.png")]
    [InlineData("/%E7%8C%AB.png", "猫.png")]
    public void A_name_is_safe_on_every_system(string path, string name) =>
        Assert.Equal(name, SafeFileName.From(new Uri("https://files.runcomfy.net" + path)));

    [Fact]
    public void A_name_of_wide_letters_is_truncated_to_the_limit_of_file_systems()
    {
        var name = SafeFileName.From(new Uri($"https://files.runcomfy.net/{string.Concat(Enumerable.Repeat("%E7%8C%AB", 100))}.webm"));

        Assert.Equal(new string('猫', 65) + ".webm", name);
    }

    [Fact]
    public void A_long_name_keeps_its_extension()
    {
        var name = SafeFileName.From(new Uri($"https://files.runcomfy.net/{new string('a', 400)}.webm"));

        Assert.Equal(100, name.Length);
        Assert.EndsWith("a.webm", name, StringComparison.Ordinal);
    }
}
