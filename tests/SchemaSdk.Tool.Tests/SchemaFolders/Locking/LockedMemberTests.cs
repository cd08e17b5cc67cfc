namespace SchemaSdk.Tool.Tests.SchemaFolders.Locking;

public sealed class LockedMemberTests : CatalogueTest
{
    [Theory]
    [InlineData(
        """{"type":"object","properties":{"end_image":{"type":"string"}}}""",
        """{"type":"object","properties":{"end-image":{"type":"string"},"end_image":{"type":"string"}}}""",
        """{"input/":{"end-image":"End_Lower_Dash_Image_Lower","end_image":"EndImage"}}""")]
    [InlineData(
        """{"type":"object","properties":{"style":{"type":"string","enum":["wide shot"]}}}""",
        """{"type":"object","properties":{"style":{"type":"string","enum":["wide shot","wide-shot"]}}}""",
        """{"input/StyleValue":{"wide shot":"WideShot","wide-shot":"Wide_Lower_Dash_Shot_Lower"}}""")]
    [InlineData(
        """{"type":"object","properties":{"shot":{"type":"object","properties":{"pan":{"enum":["x"]}}}}}""",
        """
        {"type":"object","properties":{"Shot":{"type":"string"},
        "shot":{"type":"object","properties":{"pan":{"enum":["x"]},"Pan":{"type":"string"}}}}}
        """,
        """
        {"input/":{"Shot":"_u0053u0068u006Fu0074","shot":"Shot"},"input/ShotValue":{"Pan":"_u0050u0061u006E","pan":"Pan"}}
        """)]
    [InlineData(
        """
        {"type":"object","$defs":{"o":{"properties":{"s":{"properties":{"pan":{"enum":["x"]}}}}}},"properties":{"a":{"$ref":"#/$defs/o"}}}
        """,
        """
        {"type":"object","$defs":{"o":{"properties":{"s":{"properties":{"pan":{"enum":["x"]},"Pan":{"type":"string"}}}}}},
        "properties":{"a":{"$ref":"#/$defs/o"},"b":{"$ref":"#/$defs/o"}}}
        """,
        """
        {"input/AValue.SValue":{"Pan":"_u0050u0061u006E","pan":"Pan"},"input/BValue.SValue":{"Pan":"Pan","pan":"Pan_Lower"}}
        """)]
    [InlineData(
        """
        {"type":"object","properties":{"s":{"oneOf":[{"type":"string"},
        {"type":"object","required":["kind"],"properties":{"kind":{"const":"wide-shot"},"size":{"enum":["x"]}}}]}}}
        """,
        """
        {"type":"object","properties":{"s":{"oneOf":[{"type":"string"},
        {"type":"object","required":["kind"],"properties":{"kind":{"const":"wide-shot"},"size":{"enum":["x"]}}},
        {"type":"object","required":["kind"],"properties":{"kind":{"const":"wide_shot"}}}]}}}
        """,
        """{"input/SValue":{"wide-shot":"WideShot","wide_shot":"KindWideShot"}}""")]
    public async Task An_older_member_keeps_its_name(string old, string @new, string members)
    {
        Catalogue["acme/kite"] = old;
        await RunWellAsync("add", "acme/kite");
        KeepOld();
        Catalogue["acme/kite"] = @new;

        await RunWellAsync("update");

        var locked = Tool.Read("schemas.lock.json");
        Assert.Contains($"\"members\": {{\n    \"acme/kite\": {members.Trim()}\n  }}", locked, StringComparison.Ordinal);
        await RunWellAsync("diff", "old", "schemas");
        Assert.DoesNotContain("csharp-gone", Tool.Output, StringComparison.Ordinal);
        await RunWellAsync("lint");
        Catalogue["acme/kite"] = @new.Replace("\"object\",", "\"object\",\"title\":\"Kite\",", StringComparison.Ordinal);
        await RunWellAsync("update");
        await RunWellAsync("diff", "old", "schemas");
        Assert.DoesNotContain("csharp-gone", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"properties":{"end_image":{"type":"string"},"end-image":{"type":"string"}}}""",
        "\"end_image\":{\"type\":\"string\"},",
        "end-image",
        "End_Lower_Dash_Image_Lower")]
    [InlineData(
        """
        {"properties":{"s":{"oneOf":[{"type":"string"},{"$ref":"#/$defs/a-b"},{"$ref":"#/$defs/a_b"}]}},
        "$defs":{"a-b":{"type":"object","properties":{"p":{"type":"string"}}},"a_b":{"type":"object","properties":{"q":{"type":"string"}}}}}
        """,
        """,{"$ref":"#/$defs/a_b"}""",
        "a-b",
        "ABWithP")]
    public async Task A_later_member_or_branch_keeps_its_long_name_when_the_older_one_is_removed(
        string both, string older, string kept, string name)
    {
        Catalogue["acme/kite"] = both;
        await RunWellAsync("add", "acme/kite");
        KeepOld();
        Catalogue["acme/kite"] = both.Replace(older, "", StringComparison.Ordinal);

        await RunWellAsync("update");

        Assert.Contains($"\"{kept}\":\"{name}\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
        Assert.Equal(1, await Tool.RunAsync("diff", "old", "schemas"));
        Assert.DoesNotContain(name, Tool.Output, StringComparison.Ordinal);
        Catalogue["acme/kite"] = both;
        await RunWellAsync("update");
        await ReportsAsync(0, "Nothing changed.\n", "diff", "old", "schemas");
    }

    [Fact]
    public async Task More_names_than_a_lock_can_have_are_reported_and_do_not_affect_other_models()
    {
        var names = Enumerable.Range(0, 600).SelectMany(static i => new[] { $"a_{i}", $"a-{i}" }).ToArray();
        Catalogue["acme/bell"] = SchemaWith("end_image", "end-image");
        Catalogue["acme/kite"] = SchemaWith(names);
        Catalogue["zeta/bell"] = SchemaWith("end_image", "end-image");

        await ReportsAsync(0, "acme/kite: the lock file keeps at most 1000 C# member names for each model, so it omits", "add", "--all");

        var locked = Tool.Read("schemas.lock.json");
        Assert.Contains("\"acme/bell\": {\"input/\":{\"end-image\"", locked, StringComparison.Ordinal);
        Assert.Contains("\"zeta/bell\": {\"input/\":{\"end-image\"", locked, StringComparison.Ordinal);
        Catalogue["acme/kite"] = SchemaWith([.. names, "more"]);
        await ReportsAsync(0, "so it omits 200 names.", "update");
    }

    [Fact]
    public async Task A_lock_with_more_members_than_a_command_keeps_loses_none()
    {
        await AddAsync("acme/kite");
        var members = string.Join(",", Enumerable.Range(0, 1_200).Select(static i => $"\"m{i}\":\"M{i}\""));
        Tool.Write("schemas.lock.json", Tool.Read("schemas.lock.json").TrimEnd()[..^1].TrimEnd() + $$"""
            ,
              "members": { "acme/kite": {"input/":{ {{members}} } } }
            }
            """);
        Catalogue["acme/kite"] = SchemaWith("prompt", "more");

        await RunWellAsync("update");

        Assert.Contains("\"m1199\":\"M1199\"", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_were_deleted_from_the_lock_are_kept_again()
    {
        Catalogue["acme/kite"] = SchemaWith("end_image", "end-image");
        await RunWellAsync("add", "acme/kite");
        await RunWellAsync("update");
        var locked = Tool.Read("schemas.lock.json");
        var members = locked.IndexOf(",\n  \"members\"", StringComparison.Ordinal);
        Tool.Write("schemas.lock.json", locked[..members] + "\n}\n");

        await RunWellAsync("update");

        Assert.Equal(locked, Tool.Read("schemas.lock.json"));
    }

    [Fact]
    public async Task A_schema_that_a_person_wrote_has_members_in_the_lock_until_it_is_deleted()
    {
        await AddAsync("acme/kite");
        Tool.Write("schemas/acme/own/input.json", """{"properties":{"end_image":{},"end-image":{}}}""");
        await RunWellAsync("update");
        var locked = Tool.Read("schemas.lock.json");
        Assert.Contains("\"acme/own\": {\"input/\":{\"end-image\":\"", locked, StringComparison.Ordinal);
        await RunWellAsync("update");
        Assert.Equal(locked, Tool.Read("schemas.lock.json"));
        File.Delete(Tool.PathOf("schemas/acme/own/input.json"));

        await RunWellAsync("update");

        Assert.DoesNotContain("acme/own", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_a_patch_gives_to_another_member_is_not_in_the_lock()
    {
        Tool.Write("schemas/acme/kite/input.patch.json", """{ "properties": { "end": { "x-csharp-name": "End" } } }""");
        Catalogue["acme/kite"] = SchemaWith("end", "End");
        await RunWellAsync("add", "acme/kite");
        Catalogue["acme/kite"] = SchemaWith("end", "End", "more");

        await RunWellAsync("update");
    }

    [Fact]
    public async Task Names_that_no_other_member_can_change_are_not_in_the_lock()
    {
        await AddAsync("acme/kite");
        Catalogue["acme/kite"] = SchemaWith("prompt", "Prompt_2", "clone", "opt_value");

        await ReportsAsync(0, "updated", "update");

        Assert.DoesNotContain("members", Tool.Read("schemas.lock.json"), StringComparison.Ordinal);
    }

    private void KeepOld()
    {
        Tool.Write("old.lock.json", Tool.Read("schemas.lock.json"));
        foreach (var path in Tool.Files().Where(static path => path.StartsWith("schemas/", StringComparison.Ordinal)))
        {
            Tool.Write($"old{path["schemas".Length..]}", Tool.Read(path));
        }
    }
}
