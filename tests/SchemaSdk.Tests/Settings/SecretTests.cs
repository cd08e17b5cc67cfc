using System.Diagnostics;
using System.Reflection;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Tests.Settings;

public class SecretTests
{
    private const string Token = "k8+se/cr=et<7>";

    public static TheoryData<string> Spellings =>
    [
        Token, """k8\u002Bse/cr=et\u003C7\u003E""", """k8\u002bse/cr=et\u003c7\u003e""", """k8+se\/cr=et<7>""",
        "k8&#x2B;se/cr=et&lt;7&gt;", "k8&#43;se/cr=et&#60;7&gt;", "k8%2Bse%2Fcr%3Det%3C7%3E", """\u006b8\u002Bse\/cr\u003det<7>""",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_token_is_masked_however_it_is_escaped(string written)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"detail":"{{written}} and {{written}}"}""");

        var hidden = Encoding.UTF8.GetString(TokenMask.Hide(body, Token).Span);

        Assert.Equal($$"""{"detail":"{{new string('*', written.Length)}} and {{new string('*', written.Length)}}"}""", hidden);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_token_is_masked_wherever_the_body_was_truncated_within_it(string written) =>
        Assert.All(Enumerable.Range(written.Length / 2, written.Length / 2), length =>
        {
            var body = Encoding.UTF8.GetBytes($"no: {written[..length]}");

            var hidden = Encoding.UTF8.GetString(TokenMask.Hide(body, Token, isCut: true).Span);

            Assert.Equal($"no: {new string('*', length)}", hidden);
        });

    public static TheoryData<string> BodiesWithoutToken =>
    [
        "{}", "k8+se/cr=et<7", "k8+se/cr=et<7\\u003", "k8+se/cr=et<7&", "k8+se/cr=et<7&#x", "k8+se/cr=et<7%",
        "k8+se/cr=et<7%zz & k8 \\"
    ];

    [Theory]
    [MemberData(nameof(BodiesWithoutToken))]
    public void A_body_without_the_token_is_unchanged(string text)
    {
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(text);

        Assert.Equal(body, TokenMask.Hide(body, Token));
    }

    [Theory]
    [InlineData(400, """{"error_code":400004,"error_message":"k8\u002Bse\/cr=et\u003C7\u003E is k8+se\/cr=et<7>, not welcome"}""")]
    [InlineData(401, $"<html>Authorization: Bearer {Token} is not welcome</html>")]
    [InlineData(502, $"<html>Authorization: Bearer {Token} is not welcome</html>")]
    public async Task A_token_in_an_answer_is_in_no_exception(int status, string body)
    {
        using var stage = Stage.Answered(Steps.Answer(status, body));
        stage.Options.ApiToken = Token;

        var error = await Assert.ThrowsAnyAsync<ModelException>(() => Soon.Async(stage.Still.RunAsync("a cat")));

        Assert.DoesNotContain("cr=et", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cr=et", (error as ModelApiException)?.Detail ?? "", StringComparison.Ordinal);
        Assert.Contains("not welcome", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_debugger_does_not_show_the_token()
    {
        using var stage = new Stage();

        var shown = new List<string>();
        Look(stage.Options, "options", shown, []);
        Look(stage.Client, "client", shown, []);

        Assert.Contains(shown, line => line.Contains("https://model-api.runcomfy.net", StringComparison.Ordinal));
        Assert.Contains(shown, line => line.Contains("token: set", StringComparison.Ordinal));
        Assert.DoesNotContain(shown, line => line.Contains(Stage.Token, StringComparison.Ordinal));
    }

    // Collects what a debugger shows for every value that it can expand.
    private static void Look(object? value, string path, List<string> shown, HashSet<object> seen)
    {
        if (value is null || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        shown.Add($"{path}: {value}");
        if (value.GetType().Assembly.GetName().Name is not ("SchemaSdk" or "SchemaSdk.Json") && value is not TestClient)
        {
            return;
        }

        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(All).Where(IsShown))
            {
                Look(field.GetValue(value), $"{path}.{field.Name}", shown, seen);
            }

            foreach (var property in type.GetProperties(All)
                .Where(property => IsShown(property) && property.GetIndexParameters().Length == 0))
            {
                Look(property.GetValue(value), $"{path}.{property.Name}", shown, seen);
            }
        }
    }

    private static bool IsShown(MemberInfo member) =>
        // Checks all attributes, because in debug builds the compiler adds a second one to some members.
        member.GetCustomAttributes<DebuggerBrowsableAttribute>().All(attribute => attribute.State != DebuggerBrowsableState.Never);
}
