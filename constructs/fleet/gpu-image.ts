/**
 * Public SSM parameter with the id of the newest ECS GPU-optimized image: Amazon Linux 2023 with NVIDIA's driver
 * ("Retrieving Amazon ECS-optimized Linux AMI metadata").
 */
export const gpuImageParameter = "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id";
