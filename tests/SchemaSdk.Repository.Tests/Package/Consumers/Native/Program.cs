using Native;

using var client = new ModelsClient();
var job = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "A kettle." });
Console.WriteLine($"accepted {job.RequestId.Length > 0}");

var result = await job.WaitAsync();
Console.WriteLine($"made {result.Output.Video?.Url is not null}");
