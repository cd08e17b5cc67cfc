using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>Rejects invalid requests before a service is started.</summary>
internal static class RequestCheck
{
    public static void Check(Request request)
    {
        if (RunComfyClient.Models.All(model => model.Id != request.ModelId))
        {
            throw new QuickstartException(
                $"This client has no model '{request.ModelId}'. Its models are:{Environment.NewLine}{Known(request.ModelId)}");
        }

        if (request.Resume is not null && !request.IsLive)
        {
            throw new QuickstartException("--resume needs --live: the emulator forgets its jobs when this program ends.");
        }

        // Check now that the file can be saved, not after the video is paid for.
        OutCheck.Check(request.Out);
    }

    /// <summary>Lists the client's models from the vendor in the id; all models if the client has none from that vendor.</summary>
    private static string Known(string modelId)
    {
        var ids = RunComfyClient.Models.Select(model => model.Id).ToList();
        var near = ids.FindAll(id => id.StartsWith(modelId.Split('/')[0] + "/", StringComparison.OrdinalIgnoreCase));
        return string.Join(Environment.NewLine, (near.Count > 0 ? near : ids).Select(id => $"  {id}"));
    }
}
