using SchemaSdk.RunComfy;
using SchemaSdk.Tool.Calling;

namespace SchemaSdk.Tool.Tests.Run.Inputs;

/// <summary>Tests that the tool validates inputs exactly like the generated client, although it has no compiled code for a model.</summary>
public sealed class InputVerdictTests : CommandTest
{
    private const string TextToVideo = "kling/kling-3.0/pro/text-to-video";

    [Theory]
    [InlineData(0, """{"prompt":"a"}""")]
    [InlineData(0, """{"prompt":"a","duration":5.0,"cfg_scale":1e-1,"more":null}""")]
    [InlineData(0, """{"prompt":"a","duration":8,"multi_prompt":[{"prompt":"b","duration":3},{"duration":5}]}""")]
    [InlineData(1, """{}""")]
    [InlineData(1, """{"prompt":7}""")]
    [InlineData(1, """{"prompt":"a","duration":2}""")]
    [InlineData(1, """{"prompt":"a","duration":5.5}""")]
    [InlineData(1, """{"prompt":"a","aspect_ratio":"4:3"}""")]
    [InlineData(1, """{"prompt":"a","duration":9,"multi_prompt":[{"prompt":"b","duration":3},{"duration":5}]}""")]
    [InlineData(2, """{"prompt":"a","sound":"yes","cfg_scale":2}""")]
    [InlineData(1, """[]""")]
    [InlineData(1, """{"prompt":""")]
    public void The_tool_and_the_generated_client_report_the_same_errors(int errors, string input)
    {
        var generated = RunComfyClient.Models.Single(model => model.Id == TextToVideo);
        Tool.Write($"schemas/{TextToVideo}/input.json", generated.InputSchema);
        Tool.Write($"schemas/{TextToVideo}/input.patch.json", generated.InputPatch!);
        var model = new FolderModels(Tool.PathOf("schemas")).Find(TextToVideo, CancellationToken.None)!;

        var found = model.Validate(Encoding.UTF8.GetBytes(input));

        Assert.Equal(generated.Validate(Encoding.UTF8.GetBytes(input)), found);
        Assert.Equal(errors, found.Count);
    }
}
