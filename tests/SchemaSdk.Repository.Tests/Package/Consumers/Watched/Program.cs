using Watched;

// The program ends by itself if it is not stopped.
for (var line = 0; line < 9000; line++)
{
    Console.WriteLine($"[{Environment.ProcessId}] {Sentence.Say()}");
    await Task.Delay(100);
}
